/**
 * The tool behind a report of a format that many tools write, such as `cyclonedx-trivy`. Each tool has its own findings:
 * two that write one format do not remove what the other found.
 */
export function toolName(format: string, names: readonly string[]): string {
  const slugs = names.map((name) =>
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40),
  );
  const known = [...new Set(slugs)].filter((slug) => slug !== '').sort();
  return [format, ...known.slice(0, 4)].join('-');
}
