import type { IndicatorPartsFragment } from '../gql/graphql.js';
import { Figure, Figures, Flash, Rate } from '../ui/figures.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';

export function IndicatorFigures({ indicators }: { indicators: IndicatorPartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const { enrolled, participating, participationRate, submitted, graded, released, averageScore, passed, passRate, onlineHours } = indicators;
  return (
    <Figures label={text('monitor.numbers')}>
      <Figure label={text('monitor.enrolled')}>
        <Flash value={enrolled}>{formats.integer(enrolled)}</Flash>
      </Figure>
      <Figure label={text('monitor.participationRate')} note={text('monitor.participating', { count: formats.integer(participating) })}>
        <Rate percent={participationRate} numerator={participating} denominator={enrolled} isUnitShown />
      </Figure>
      <Figure label={text('monitor.submitted')}>
        <Flash value={submitted}>{formats.integer(submitted)}</Flash>
      </Figure>
      <Figure label={text('monitor.graded')}>
        <Flash value={graded}>{formats.integer(graded)}</Flash>
      </Figure>
      <Figure label={text('monitor.averageScore')}>
        <Flash value={averageScore ?? ''}>{formats.decimal(averageScore)}</Flash>
      </Figure>
      <Figure label={text('monitor.passRate')} note={text('monitor.passed', { passed: formats.integer(passed), judged: formats.integer(released) })}>
        <Rate percent={passRate} numerator={passed} denominator={released} isUnitShown />
      </Figure>
      <Figure label={text('monitor.onlineHours')}>
        <Flash value={onlineHours}>{formats.decimal(onlineHours)}</Flash>
      </Figure>
    </Figures>
  );
}
