import type { SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import type { HttpConnector } from '../../connectors/http/http-connector.ts';
import type { OnDroppedRow } from '../shared/source-answers.ts';

/** What both adapters of this subgraph are made with. */
export interface AdapterContext {
  readonly binding: SystemBinding;
  readonly connector: HttpConnector;
  readonly clock: Clock;
  readonly onDroppedRow: OnDroppedRow;
}
