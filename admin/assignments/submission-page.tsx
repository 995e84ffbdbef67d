import { useParams } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useLoad } from '../data/queries.js';
import { Loaded, NotFound } from '../ui/states.js';
import { Reader } from './reader.js';
import { submissionDocument } from './submission-cache.js';
import { Workbench } from './workbench.js';

export function SubmissionPage() {
  const { id = '' } = useParams();
  const isGrader = useViewer()?.viewerCanGrade === true;
  const query = useLoad(submissionDocument(isGrader), { id });
  return (
    <Loaded query={query}>
      {({ submission }) => {
        if (submission === null || submission === undefined) return <NotFound />;
        return isGrader ? (
          <Workbench key={submission.id} submission={submission} />
        ) : (
          <Reader key={submission.id} submission={submission} />
        );
      }}
    </Loaded>
  );
}
