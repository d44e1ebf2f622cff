/** What goes wrong reaches the caller as an error; knex need not print it as well. */
export const quietLog = { warn() {}, error() {}, deprecate() {}, debug() {} };
