import type { GraphOptions } from '../../support/federated-graph.ts';

const products = [
  { id: 'p1', sku: 's1', name: 'Beras', weight: 5 },
  { id: 'p2', sku: null, name: 'Gula', weight: 0 },
  { id: 'p1', sku: 's1', name: 'Beras', weight: 5 },
];

/** Three subgraphs that share products; `stock` needs `weight` of `catalog`, and `reviews` knows media by interface. */
export const shopGraph: GraphOptions = {
  subgraphs: {
    catalog: {
      typeDefs: `
        type Query {
          products: [Product]
          product: Product
          echo(text: String, tags: [String!]): String
          media: [Media]
          found: [Found]
          leaves: Leaves
          must: Product!
          grid: [[Product]]
          hidden: [Found]
        }
        type Mutation { first(n: Int): String third(n: Int): String }
        type Product @key(fields: "id") @key(fields: "sku") { id: ID! sku: String name: String weight: Int }
        interface Media @key(fields: "id") { id: ID! title: String }
        type Book implements Media @key(fields: "id") { id: ID! title: String size: Int }
        type Film implements Media @key(fields: "id") { id: ID! title: String size: String! }
        type Secret @inaccessible { id: ID! note: String }
        union Found = Book | Film | Secret
        type Leaves { int: Int float: Float string: String bool: Boolean kind: Kind json: Json many: [Int!] id: ID }
        enum Kind { OPEN CLOSED @inaccessible }
        scalar Json
      `,
      resolvers: {
        Query: {
          products: () => products,
          product: () => products[0],
          echo: (_: unknown, args: unknown) => JSON.stringify(args),
          media: () => [
            { __typename: 'Book', id: 'm1', title: 'Hujan', size: 0 },
            { __typename: 'Film', id: 'm2', title: 'Laut', size: 'wide' },
          ],
          must: () => products[0],
          grid: () => [[products[0], null], [products[1]]],
        },
        Product: {
          __resolveReference: (ref: { id?: string; sku?: string }) =>
            products.find((each) => each.id === ref.id || each.sku === ref.sku),
        },
        Media: {
          __resolveType: (each: { __typename?: string; id: string }) =>
            each.__typename ?? (each.id === 'm1' ? 'Book' : 'Film'),
          __resolveReference: ({ id }: { id: string }) => ({ id, title: 'Laut', size: 'wide' }),
        },
        Book: { __resolveReference: (ref: object) => ref },
        Film: { __resolveReference: (ref: object) => ref },
      },
    },
    stock: {
      typeDefs: `
        type Query { shelf: String }
        type Mutation { second(n: Int): String }
        type Product @key(fields: "id") {
          id: ID! weight: Int @external count: Int depot: Depot
          heavy: Boolean @requires(fields: "weight")
        }
        type Depot { city: String! note: String }
      `,
      resolvers: {
        Query: { shelf: () => 'A' },
        Product: {
          __resolveReference: (ref: { id: string }) => ({
            ...ref,
            count: 3,
            depot: { city: 'Serang' },
          }),
          heavy: ({ weight }: { weight: number }) => weight > 3,
        },
      },
    },
    labels: {
      typeDefs: `
        type Query { label: String newest: [Media] }
        type Product @key(fields: "sku") { sku: String label(style: String): String }
        type Media @key(fields: "id") @interfaceObject { id: ID! likes: Int }
      `,
      resolvers: {
        Query: { label: () => 'L', newest: () => [{ id: 'm2', likes: 9 }] },
        Product: {
          __resolveReference: (ref: object) => ref,
          label: (_: unknown, { style }: { style?: string }) => `label ${style ?? 'plain'}`,
        },
        Media: { __resolveReference: ({ id }: { id: string }) => ({ id, likes: id.length }) },
      },
    },
  },
};
