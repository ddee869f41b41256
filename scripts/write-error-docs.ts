import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../common/project-root.ts';
import { renderErrorDocs } from './render-error-docs.ts';

writeFileSync(join(projectRoot, 'docs/errors.md'), renderErrorDocs());
