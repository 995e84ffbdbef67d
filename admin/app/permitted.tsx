import { Outlet } from 'react-router-dom';
import { useViewer, type Viewer } from '../access/viewer.js';
import { NotAllowed } from '../ui/not-allowed.js';

export type Right = Extract<keyof Viewer, `viewerCan${string}`>;

/** Pages that a role cannot use say which right they need; the server decides again on every request. */
export function Permitted({ rights, operation }: { rights: readonly Right[]; operation: string }) {
  const viewer = useViewer();
  if (viewer === null) return null;
  return rights.some((right) => viewer[right]) ? <Outlet /> : <NotAllowed operation={operation} />;
}
