import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { CoursePartsFragment } from '../gql/graphql.js';
import { MISSING, useFormats } from '../ui/format.js';
import { SectionCard } from '../ui/section-card.js';
import { useText } from '../ui/text.js';

/** What the experts gave, as far as the reader may see it: points for each criterion side by side with its maximum. */
export function RatingsView({ course }: { course: CoursePartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const { rating, ratings, criteria } = course;
  return (
    <SectionCard title={text('courses.ratings')}>
      {rating != null && (
        <Typography sx={{ mb: 1, fontVariantNumeric: 'tabular-nums' }}>
          {rating.average == null ? text('courses.progress', { submitted: formats.integer(rating.submitted), asked: formats.integer(rating.asked) }) : `${text('courses.average')} ${text('courses.averageOf', { average: formats.points(rating.average), maximum: formats.points(rating.maximum ?? '0') })}`}
        </Typography>
      )}
      {ratings.length === 0 && <Typography variant="body2" color="textSecondary">{text('courses.noRatings')}</Typography>}
      <Stack spacing={1.5} divider={<Divider />}>
        {ratings.map((one, place) => (
          <Box key={`${one.expertName ?? ''} ${place}`}>
            <Stack direction="row" sx={{ justifyContent: 'space-between', gap: 2 }}>
              <Typography sx={{ fontWeight: 600 }}>{one.isOwn ? text('courses.own') : (one.expertName ?? `${text('courses.anonymous')} ${place + 1}`)}</Typography>
              <Typography sx={{ fontVariantNumeric: 'tabular-nums' }}>{one.total == null ? text('courses.notRated') : formats.points(one.total)}</Typography>
            </Stack>
            {one.points.length > 0 && (
              <Box component="dl" sx={{ m: 0, mt: 0.5, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) max-content', columnGap: 2 }}>
                {criteria.map(({ code, name, maximumPoints }) => (
                  <Box key={code} sx={{ display: 'contents' }}>
                    <Typography component="dt" variant="body2" color="textSecondary">{name}</Typography>
                    <Typography component="dd" variant="body2" sx={{ m: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}>{`${formats.points(one.points.find(({ criterion }) => criterion === code)?.points) ?? MISSING} / ${formats.points(maximumPoints)}`}</Typography>
                  </Box>
                ))}
              </Box>
            )}
            {one.comment != null && <Typography lang="zh-CN" variant="body2" sx={{ mt: 0.5 }}>{one.comment}</Typography>}
          </Box>
        ))}
      </Stack>
    </SectionCard>
  );
}
