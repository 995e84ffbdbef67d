import { Activity, useEffect } from 'react';
import { useParams } from 'react-router-dom';
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
  const staged = useStaged();
  useEffect(() => {
    // Uncovered, it is the page's own; left, it does not wait behind another.
    unstage(id);
  }, [id, staged]);
  const ids = staged === null || staged === id ? [id] : [id, staged];
  return ids.map((one) => (
    <Activity key={one} mode={one === id ? 'visible' : 'hidden'}>
      <OneSubmission id={one} />
    </Activity>
  ));
}

function OneSubmission({ id }: { id: string }) {
  const isGrader = useViewer()?.viewerCanGrade === true;
  const query = useLoad(submissionDocument(isGrader), { id });
  return (
    <Loaded query={query}>
      {({ submission }) => {
        if (submission === null || submission === undefined) return <NotFound />;
        return isGrader ? <Workbench submission={submission} /> : <Reader submission={submission} />;
      }}
    </Loaded>
  );
}
