import { conversion, type KindConversion, unwrapped } from '../conversion.js';
import * as v1 from './v1.js';
import * as v1beta1 from './v1beta1.js';

/** A PGP signature is attached to its payload. v1 has detached signatures only and cannot represent it. */
const attestation = conversion(v1beta1.Attestation, v1.AttestationOccurrence, {
  moves: {
    'genericSignedAttestation.serializedPayload': 'serializedPayload',
    'genericSignedAttestation.signatures': 'signatures',
  },
  /** v1beta1 requires one of the two forms. It is empty if v1 has only members that v1beta1 lacks. */
  adjustV1beta1: (made) => ({ genericSignedAttestation: {}, ...made }),
});

export const attestationConversion: KindConversion = {
  note: conversion(v1beta1.Authority, v1.AttestationNote),
  occurrence: unwrapped(v1beta1.Details, 'attestation', attestation),
};
