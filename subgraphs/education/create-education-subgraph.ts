import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import type { Bindings } from '../../common/binding.ts';
import { accessRows, inOffice } from '../../common/row-guard.ts';
import type { RegionCode } from '../../common/region-code.ts';
import type { CacheStore } from '../../connectors/cache/cache-store.ts';
import type { ReplicaStore } from '../../connectors/replica/replica-store.ts';
import { createSubgraph, type SubgraphCall } from '../shared/create-subgraph.ts';
import type { Subgraph, SubgraphOptions } from '../shared/subgraph.ts';
import type { EducationContext } from './context.ts';
import type { EducationConnectors } from './education-connectors.ts';
import { createEducationLoaders } from './education-loaders.ts';
import { createEducationSources } from './education-sources.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { regionEducationResolvers, regionResolvers } from './resolve-region-education.ts';
import { residentEducationResolvers, residentResolvers } from './resolve-resident-education.ts';
import { schoolQuery, schoolResolvers } from './resolve-school.ts';
import { studentResolvers } from './resolve-student.ts';
import type { OnDroppedRow } from '../shared/source-answers.ts';

export interface EducationSubgraphOptions extends SubgraphOptions {
  readonly bindings: Bindings;
  /** Made by `createEducationConnectors`; closed when the subgraph stops. */
  readonly connectors: EducationConnectors;
  /** For public data only; it is the caller's to close. */
  readonly cache: CacheStore;
  /** Where the harvests of `createEducationHarvests` lie; it is the caller's to close. */
  readonly replicas: ReplicaStore;
  /** Told of each row that was not passed on because it is another region's; default: nobody is. */
  readonly onDroppedRow?: OnDroppedRow;
}

const resolvers: Resolvers = {
  Query: { school: schoolQuery },
  Region: regionResolvers,
  RegionEducation: regionEducationResolvers,
  School: schoolResolvers,
  Student: studentResolvers,
  Resident: residentResolvers,
  ResidentEducation: residentEducationResolvers,
};

/** The subgraph `education`: schools, their classes and their pupils in every region that binds them. */
export function createEducationSubgraph(options: EducationSubgraphOptions): Subgraph {
  const { connectors, clock, cursorSecret } = options;
  const onDroppedRow = options.onDroppedRow ?? (() => undefined);
  const sources = createEducationSources({ ...options, onDroppedRow });

  function createContext({ envelope: sent, call }: SubgraphCall): EducationContext {
    const envelope = inOffice(sent, ['education:read']);
    const accessTo = (regionCode: RegionCode) => accessRows(envelope, regionCode, clock);
    const loaders = createEducationLoaders(sources, call, accessTo);
    return { envelope, sources, loaders, accessTo, clock, cursorSecret };
  }

  return createSubgraph<EducationContext>({
    name: 'education',
    // Codegen's resolver types and Apollo's describe the same map in different words.
    resolvers: resolvers as unknown as GraphQLResolverMap<EducationContext>,
    options,
    createContext,
    stop: () => connectors.close(),
  });
}
