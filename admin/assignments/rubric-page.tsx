import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { useLoad } from '../data/queries.js';
import { RubricDetailDocument, type RubricCriterionPartsFragment, type RubricDetailQuery } from '../gql/graphql.js';
import { Facts } from '../ui/facts.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ApplyRubricDialog } from './apply-rubric-dialog.js';
import { Maker } from './rubrics-page.js';

type Detail = NonNullable<RubricDetailQuery['rubric']>;

export function RubricPage() {
  const { id = '' } = useParams();
  const query = useLoad(RubricDetailDocument, { id });
  return <Loaded query={query}>{({ rubric }) => (rubric === null || rubric === undefined ? <NotFound /> : <RubricView rubric={rubric} />)}</Loaded>;
}

/** One version, as tutors meet it, and what can be done with it. */
function RubricView({ rubric }: { rubric: Detail }) {
  const text = useText();
  const formats = useFormats();
  const [isApplying, setApplying] = useState(false);
  return (
    <Page
      title={rubric.name}
      subtitle={text('rubrics.version', { version: rubric.version })}
      actions={
        <>
          {rubric.isLatest && (
            <Button component={Link} to={`/rubrics/${rubric.id}/edit`} variant="outlined">
              {text('rubrics.revise')}
            </Button>
          )}
          <Button
            variant="contained"
            onClick={() => {
              setApplying(true);
            }}
          >
            {text('rubrics.apply')}
          </Button>
        </>
      }
    >
      <Stack spacing={2} sx={{ maxWidth: 880 }}>
        <Facts
          facts={[
            [text('rubrics.subject'), rubric.subject ? text(`people.subjects.${rubric.subject}`) : text('rubrics.everySubject')],
            [text('rubrics.total'), `${formats.points(rubric.totalPoints)} ${text('rubrics.points')}`],
            [text('rubrics.uses'), formats.integer(rubric.assignmentCount)],
            [text('rubrics.made'), <Maker key="made" by={rubric.madeByName} at={rubric.madeAt} />],
          ]}
        />
        {rubric.versions.length > 1 && (
          <Stack direction="row" component="nav" aria-label={text('rubrics.versions')} sx={{ flexWrap: 'wrap', gap: 1 }}>
            {rubric.versions.map((version, place) => (
              <Chip
                key={version.id}
                component={Link}
                to={`/rubrics/${version.id}`}
                clickable
                color={version.id === rubric.id ? 'primary' : 'default'}
                variant={version.id === rubric.id ? 'filled' : 'outlined'}
                aria-current={version.id === rubric.id ? 'page' : undefined}
                label={`${text('rubrics.version', { version: version.version })}${place === 0 ? ` · ${text('rubrics.latest')}` : ''}`}
              />
            ))}
          </Stack>
        )}
        {rubric.criteria.map((criterion) => (
          <CriterionView key={criterion.key} criterion={criterion} />
        ))}
      </Stack>
      {isApplying && (
        <ApplyRubricDialog
          rubric={rubric}
          onClose={() => {
            setApplying(false);
          }}
        />
      )}
    </Page>
  );
}

function CriterionView({ criterion }: { criterion: RubricCriterionPartsFragment }) {
  const text = useText();
  const formats = useFormats();
  return (
    <Card component="section" aria-label={criterion.name} sx={{ p: 2 }}>
      <Stack direction="row" sx={{ justifyContent: 'space-between', gap: 2 }}>
        <Typography variant="h3" component="h2">
          {criterion.name}
        </Typography>
        <Typography sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
          {formats.points(criterion.maximumPoints)} {text('rubrics.points')}
        </Typography>
      </Stack>
      {criterion.description !== '' && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
          {criterion.description}
        </Typography>
      )}
      <Box component="ol" sx={{ m: 0, mt: 1, p: 0, listStyle: 'none', display: 'grid', gap: 0.5, gridTemplateColumns: 'max-content max-content minmax(0, 1fr)', columnGap: 2 }}>
        {criterion.levels.map((level) => (
          <Box component="li" key={level.name} sx={{ display: 'contents' }}>
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              {level.name}
            </Typography>
            <Typography variant="body2" align="right" sx={{ fontVariantNumeric: 'tabular-nums' }}>
              {formats.points(level.points)}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {level.description}
            </Typography>
          </Box>
        ))}
      </Box>
    </Card>
  );
}
