/** Another harvest of the same partition runs, perhaps in another process. */
export class HarvestUnderWayError extends Error {
  readonly code = 'HARVEST_UNDER_WAY';

  constructor() {
    super('another harvest of this partition is under way');
    this.name = 'HarvestUnderWayError';
  }
}
