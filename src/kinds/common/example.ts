/** The resource that the examples of all kinds use. */

export const exampleResource = {
  uri: 'https://registry.example.com/app@sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a',
};
