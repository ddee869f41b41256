import { describe, expect, it } from '@jest/globals';
import { publishPlanting } from '../../../subgraphs/agriculture/publish-planting.ts';

const area = (commodity: string, hectares: string, reports: number) => ({
  commodity,
  hectares,
  reports,
});

describe('published planting', () => {
  it('shows nothing of a year with fewer than ten reports', () => {
    expect(publishPlanting([area('Padi', '3.5', 6), area('Jagung', '1', 3)])).toEqual({
      hectares: null,
      byCommodity: [],
    });
  });

  it('puts commodities of fewer than ten reports together', () => {
    expect(
      publishPlanting([area('Cabai', '1.5', 6), area('Jagung', '2', 4), area('Padi', '30.25', 12)]),
    ).toEqual({
      hectares: '33.75',
      byCommodity: [area('Padi', '30.25', 12), area('Lainnya', '3.5', 10)],
    });
  });

  it('adds the smallest of the others where a few are left alone, so that the total does not show them', () => {
    expect(
      publishPlanting([area('Cabai', '1', 1), area('Jagung', '2', 10), area('Padi', '3', 50)]),
    ).toEqual({
      hectares: '6',
      byCommodity: [area('Padi', '3', 50), area('Lainnya', '3', 11)],
    });
  });

  it('changes nothing where every commodity has ten', () => {
    const areas = [area('Jagung', '2', 10), area('Padi', '3', 50)];
    expect(publishPlanting(areas)).toEqual({ hectares: '5', byCommodity: areas });
  });
});
