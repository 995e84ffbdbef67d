import { useLoad } from '../data/queries.js';
import { MyEnrolmentsDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';

export function LearningToday() {
  const text = useText();
  const formats = useFormats();
  const own = useLoad(MyEnrolmentsDocument, { first: 10 }, { topic: 'submissions' });
  const enrolments = own.data?.enrolments.nodes ?? [];
  const toRework = enrolments.flatMap((enrolment) => enrolment.submissions).filter((submission) => submission.viewerCanHandIn);
  const news = enrolments.flatMap((enrolment) => enrolment.submissions).filter((submission) => submission.isNews && (submission.state === 'RELEASED' || submission.state === 'REVISED'));
  const [first] = toRework;
  return (
    <>
      {first !== undefined && (
        <TaskCard
          query={own}
          figure={formats.integer(toRework.length)}
          label={text('app.today.toRework')}
          notes={toRework.map((submission) => submission.assignment.title)}
          to={toRework.length === 1 ? `/learning/${first.id}` : '/learning'}
          action={text('app.today.rework')}
          isMain
        />
      )}
      {news.length > 0 && (
        <TaskCard
          query={own}
          figure={formats.integer(news.length)}
          label={text('app.today.newReviews')}
          notes={news.map((submission) => submission.assignment.title)}
          to="/learning"
          action={text('app.today.seeReviews')}
          isMain={first === undefined}
        />
      )}
      <TaskCard
        query={own}
        figure={formats.integer(own.data?.enrolments.totalCount)}
        label={text('app.today.enrolled')}
        to="/learning"
        action={text('app.today.seeLearning')}
        isMain={first === undefined && news.length === 0}
      />
    </>
  );
}
