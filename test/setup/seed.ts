import fc from 'fast-check';

// The same input every time, so that a run says something about the code; another number looks elsewhere.
fc.configureGlobal({ seed: Number(process.env.TEST_SEED ?? 1) });
