import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../common/project-root.ts';
import { renderConfigurationDocs } from './render-configuration-docs.ts';

writeFileSync(join(projectRoot, 'docs/configuration.md'), await renderConfigurationDocs());
