import type { GraphOptions, SubgraphSource } from '../../support/federated-graph.ts';

const people = [
  {
    __typename: 'Officer',
    id: '1',
    name: 'Sari',
    salary: '900',
    badge: 'B1',
    level: 'SENIOR',
    pin: '0001',
  },
  { __typename: 'Guest', id: '2', name: 'Budi', visits: 3 },
];

/** Persons behind an interface and a union; one implementation is guarded more than the other. */
export const peopleSubgraph: SubgraphSource = {
  typeDefs: `
    type Query {
      version: String!
      people: [Person!]
      person(id: ID!): Person
      officer: Officer
      mustOfficer: Officer!
      vault: Vault
      found: [Found!]
      inner: Inner @requiresScopes(scopes: [["inner"]])
      approved: String @policy(policies: [["p1", "p2"], ["root"]])
      eitherOr: String @requiresScopes(scopes: [["a", "b"], ["c"]])
    }
    type Mutation {
      rename(id: ID!, name: String!): Officer
      promote(id: ID!): Officer @requiresScopes(scopes: [["promote"]])
    }
    interface Person { id: ID! name: String salary: String }
    type Officer implements Person @key(fields: "id") {
      id: ID!
      name: String
      salary: String @requiresScopes(scopes: [["salary"]])
      badge: String! @authenticated
      level: Level
      pin: Pin
      boss: Officer
    }
    type Guest implements Person { id: ID! name: String salary: String visits: Int }
    type Vault @authenticated { id: ID! gold: Int note: String @requiresScopes(scopes: [["note"]]) }
    union Found = Vault | Guest
    type Inner { a: String b: String }
    enum Level @requiresScopes(scopes: [["level"]]) { JUNIOR SENIOR }
    scalar Pin @authenticated
  `,
  resolvers: {
    Query: {
      version: () => '1',
      people: () => people,
      person: (_: unknown, { id }: { id: string }) => people.find((each) => each.id === id) ?? null,
      officer: () => people[0],
      mustOfficer: () => people[0],
      vault: () => ({ id: 'v', gold: 7, note: 'n' }),
      found: () => [
        { __typename: 'Vault', id: 'v', gold: 7, note: 'n' },
        { __typename: 'Guest', id: '2', name: 'Budi' },
      ],
      inner: () => ({ a: 'a', b: 'b' }),
      approved: () => 'yes',
      eitherOr: () => 'yes',
    },
    Mutation: { rename: () => people[0], promote: () => people[0] },
    Officer: { boss: () => people[0], __resolveReference: () => people[0] },
  },
};

export const peopleGraph: GraphOptions = { subgraphs: { people: peopleSubgraph } };
