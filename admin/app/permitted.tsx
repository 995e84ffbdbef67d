import { Outlet } from 'react-router-dom';
import { useViewer, type Viewer } from '../access/viewer.js';
import { NotFound } from '../ui/states.js';

export type Right = Extract<keyof Viewer, `viewerCan${string}`>;

/** What the viewer may not see does not exist; the server decides again on every request. */
export function Permitted({ rights }: { rights: readonly Right[] }) {
  const viewer = useViewer();
  if (viewer === null) return null;
  return rights.some((right) => viewer[right]) ? <Outlet /> : <NotFound />;
}
