import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ProgrammeRulesQuery } from '../gql/graphql.js';
import { SectionCard } from '../ui/section-card.js';
import { useText } from '../ui/text.js';

type Version = ProgrammeRulesQuery['programmes'][number]['ruleVersions'][number];

function Requirement({ id }: { id: string }) {
  return (
    <Typography component="span" variant="body2" sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
      {id}
    </Typography>
  );
}

/** What changes, clause by clause, under a title that says against what. */
export function Differences({ title, version }: { title: string; version: Pick<Version, 'differences'> }) {
  const text = useText();
  return (
    <SectionCard title={title}>
      {version.differences.length === 0 && <Typography color="textSecondary">{text('programmes.rules.noDifferences')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {version.differences.map(({ path, place, requirement, older, newer }) => (
          <Box component="li" key={path} sx={{ py: 0.75 }}>
            <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
              {requirement != null && <Requirement id={requirement} />}
              <Typography variant="body2">{place}</Typography>
            </Box>
            <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
              {text('programmes.rules.before')}
              <Box component="del" sx={{ color: 'text.secondary', mr: 2 }}>
                {older ?? text('programmes.rules.nothing')}
              </Box>
              {text('programmes.rules.after')}
              <Box component="ins" sx={{ fontWeight: 600, textDecoration: 'none' }}>
                {newer ?? text('programmes.rules.nothing')}
              </Box>
            </Typography>
          </Box>
        ))}
      </Box>
    </SectionCard>
  );
}

/** Under each requirement all that it asks; people look them up by its number. */
export function Statements({ version }: { version: Pick<Version, 'statements'> }) {
  const text = useText();
  const groups = [...new Set(version.statements.map(({ requirement }) => requirement))].toSorted();
  // Where little is supported, that little is marked: a mark behind nearly each line would be noise.
  const isLargelySupported = version.statements.filter(({ isSupported }) => isSupported).length * 10 >= version.statements.length;
  return (
    <SectionCard title={text('programmes.rules.statements')}>
      {!isLargelySupported && (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {text('programmes.rules.mostlyUnsupported')}
        </Typography>
      )}
      {groups.map((requirement, index) => (
        <Box key={requirement} sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '80px 1fr' }, columnGap: 2, py: 1.25, borderTop: index === 0 ? 0 : 1, borderColor: 'divider' }}>
          <Typography component="h3" variant="body2" sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
            {requirement}
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {version.statements.filter((one) => one.requirement === requirement).map((one) => (
              <Typography component="li" variant="body2" key={`${one.path} ${one.text}`} sx={{ mb: 0.5, maxWidth: '72ch', overflowWrap: 'anywhere' }}>
                {one.text}
                {one.isSupported !== isLargelySupported && (
                  <Typography component="span" variant="caption" color="textSecondary" sx={{ ml: 1, whiteSpace: 'nowrap' }}>
                    · {text(isLargelySupported ? 'programmes.rules.unsupported' : 'programmes.rules.supported')}
                  </Typography>
                )}
              </Typography>
            ))}
          </Box>
        </Box>
      ))}
    </SectionCard>
  );
}

export function Unsupported({ version }: { version: Pick<Version, 'unsupported'> }) {
  const text = useText();
  if (version.unsupported.length === 0) return null;
  return (
    <SectionCard title={text('programmes.rules.unsupported')}>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        {text('programmes.rules.unsupportedNote')}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {version.unsupported.map((one) => (
          <Typography component="li" variant="body2" key={one.path} sx={{ mb: 0.5 }}>
            {one.text}
          </Typography>
        ))}
      </Box>
    </SectionCard>
  );
}
