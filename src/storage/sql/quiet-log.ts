/** Callers get errors as exceptions, so knex need not print them. */
export const quietLog = { warn() {}, error() {}, deprecate() {}, debug() {} };
