export function officeHref({ id }: { id: string }): string {
  return `/offices/${encodeURIComponent(id)}`;
}
