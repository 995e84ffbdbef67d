import { useLoad } from '../data/queries.js';
import { IndicatorsDocument } from '../gql/graphql.js';
import { Flash, Rate } from '../ui/figures.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';

export function MonitorToday() {
  const text = useText();
  const formats = useFormats();
  const query = useLoad(IndicatorsDocument, {}, { topic: 'indicators' });
  const numbers = query.data?.indicators;
  const waiting = numbers === undefined ? undefined : numbers.submitted - numbers.graded;
  const asOf = numbers === undefined ? null : text('app.today.asOf', { time: formats.time(numbers.asOf) });
  return (
    <>
      <TaskCard
        query={query}
        figure={
          numbers !== undefined && (
            <Rate percent={numbers.participationRate} numerator={numbers.participating} denominator={numbers.enrolled} isUnitShown />
          )
        }
        label={text('app.today.participation')}
        notes={[asOf]}
        to="/monitor"
        action={text('app.today.seeMonitor')}
      />
      <TaskCard
        query={query}
        figure={<Flash value={waiting ?? 0}>{formats.integer(waiting)}</Flash>}
        label={text('app.today.waiting')}
        notes={[asOf]}
        to="/monitor"
        action={text('app.today.seeMonitor')}
      />
      <TaskCard
        query={query}
        figure={
          numbers !== undefined && (
            <Rate percent={numbers.passRate} numerator={numbers.passed} denominator={numbers.released} isUnitShown />
          )
        }
        label={text('app.today.passing')}
        notes={[asOf]}
        to="/monitor"
        action={text('app.today.seeMonitor')}
      />
    </>
  );
}
