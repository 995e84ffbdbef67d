import { Activity, memo, useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useParams } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useLoad } from '../data/queries.js';
import { Loaded, NotFound } from '../ui/states.js';
import { unstage, useStaged } from './ahead-stage.js';
import { Reader } from './reader.js';
import { submissionDocument } from './submission-cache.js';
import { Workbench } from './workbench.js';

/** The submission that is worked on, and behind it, mounted and unseen, the one that comes next: submitting uncovers it at once. */
export function SubmissionPage() {
  const { id = '' } = useParams();
  const { key } = useLocation();
  const [shown, uncover] = useUncovered(id, key);
  const staged = useStaged();
  useEffect(() => {
    // Uncovered, it is the page's own; left, it does not wait behind another.
    unstage(shown);
  }, [shown, staged]);
  const ids = staged === null || staged === shown ? [shown] : [shown, staged];
  return ids.map((one) => (
    <Activity key={one} mode={one === shown ? 'visible' : 'hidden'}>
      <OneSubmission id={one} onUncover={uncover} />
    </Activity>
  ));
}

/**
 * What is on screen: the address's submission, or for the moment that the console takes to follow its address the one that was uncovered.
 * The address itself changes with the uncovering; whatever else is done to it meanwhile counts more.
 */
function useUncovered(id: string, visit: string): [string, (id: string) => void] {
  const [uncovered, setUncovered] = useState<{ id: string; over: string } | null>(null);
  const latest = useRef(visit);
  latest.current = visit;
  const uncover = useCallback((next: string) => {
    setUncovered({ id: next, over: latest.current });
  }, []);
  useEffect(() => {
    if (uncovered === null) return undefined;
    const follow = (): void => {
      setUncovered(null);
    };
    if (uncovered.over !== visit) follow();
    // Back and forward lead to visits that have been before.
    window.addEventListener('popstate', follow);
    return () => {
      window.removeEventListener('popstate', follow);
    };
  }, [uncovered, visit]);
  return [uncovered?.over === visit ? uncovered.id : id, uncover];
}

const OneSubmission = memo(function OneSubmission({ id, onUncover }: { id: string; onUncover: (id: string) => void }) {
  const isGrader = useViewer()?.viewerCanGrade === true;
  const query = useLoad(submissionDocument(isGrader), { id });
  return (
    <Loaded query={query}>
      {({ submission }) => {
        if (submission === null || submission === undefined) return <NotFound />;
        return isGrader ? <Workbench submission={submission} onUncover={onUncover} /> : <Reader submission={submission} />;
      }}
    </Loaded>
  );
});
