import MenuBookIcon from '@mui/icons-material/MenuBookOutlined';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { useViewer } from '../access/viewer.js';
import { useChange, useLoad } from '../data/queries.js';
import { AnchorPapersDocument, RemoveAnchorDocument } from '../gql/graphql.js';
import { SectionCard } from '../ui/section-card.js';
import { EmptyState, Loaded, useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { AnchorView } from './anchor-view.js';
import { QualityPage } from './quality-page.js';

/** All anchor papers in sight, assignment by assignment. */
export function AnchorsPage() {
  const text = useText();
  const notify = useNotify();
  const failureText = useFailureText();
  const canKeep = useViewer()?.viewerCanKeepAnchors === true;
  const query = useLoad(AnchorPapersDocument, {});
  const remove = useChange(RemoveAnchorDocument, [AnchorPapersDocument]);
  return (
    <QualityPage tab="anchors" subtitle={text('moderation.anchorsIntro')}>
      <Loaded query={query}>
        {({ anchorPapers }) =>
          anchorPapers.length === 0 ? (
            <EmptyState icon={<MenuBookIcon />} title={text('moderation.noAnchors')} next={text('moderation.noAnchorsNext')} />
          ) : (
            <Stack spacing={2} sx={{ maxWidth: 880 }}>
              {anchorPapers.map((anchor) => (
                <SectionCard key={anchor.id} title={anchor.title}>
                  <Stack direction="row" spacing={2} sx={{ justifyContent: 'space-between', alignItems: 'center', mb: 1 }}>
                    <Typography variant="body2" color="textSecondary">
                      {anchor.assignment.course.name} · {anchor.assignment.title}
                    </Typography>
                    {canKeep && (
                      <Button
                        size="small"
                        color="inherit"
                        onClick={() => {
                          remove.mutate(
                            { input: { anchorId: anchor.id } },
                            {
                              onSuccess: () => {
                                notify(text('moderation.removed'));
                              },
                              onError: (error) => {
                                notify(failureText(error), { type: 'error' });
                              },
                            },
                          );
                        }}
                      >
                        {text('moderation.removeAnchor')}
                      </Button>
                    )}
                  </Stack>
                  <AnchorView anchor={anchor} />
                </SectionCard>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </QualityPage>
  );
}
