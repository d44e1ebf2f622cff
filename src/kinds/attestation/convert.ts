import { conversion, type KindConversion, unwrapped } from '../conversion.js';
import * as v1 from './v1.js';
import * as before from './v1beta1.js';

/** A PGP signature is attached to its payload, so v1, whose signatures are detached, cannot say it. */
const attestation = conversion(before.Attestation, v1.AttestationOccurrence, {
  moves: {
    'genericSignedAttestation.serializedPayload': 'serializedPayload',
    'genericSignedAttestation.signatures': 'signatures',
  },
  /** One of the two forms has to be there, as empty as what v1 says in words that v1beta1 lacks. */
  mendV1beta1: (made) => ({ genericSignedAttestation: {}, ...made }),
});

export const attestationConversion: KindConversion = {
  note: conversion(before.Authority, v1.AttestationNote),
  occurrence: unwrapped(before.Details, 'attestation', attestation),
};
