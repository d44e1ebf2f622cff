import fc from 'fast-check';

// The same input in every run, so that a difference is due to the code. Another seed generates other input.
fc.configureGlobal({ seed: Number(process.env.TEST_SEED ?? 1) });
