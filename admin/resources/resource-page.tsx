import DownloadIcon from '@mui/icons-material/DownloadOutlined';
import OpenInNewIcon from '@mui/icons-material/OpenInNew';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { useLoad } from '../data/queries.js';
import { ResourceDocument, type ResourcePartsFragment } from '../gql/graphql.js';
import { Facts } from '../ui/facts.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { SectionCard } from '../ui/section-card.js';
import { Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { DecideDialog, RecommendDialog, WithdrawDialog, useIsOwn } from './move-dialog.js';
import { ResourceStateTag } from './resource-tags.js';

export function ResourcePage() {
  const { id = '' } = useParams();
  const query = useLoad(ResourceDocument, { id });
  return <Loaded query={query}>{({ resource }) => (resource === null || resource === undefined ? <NotFound /> : <ResourceDetail key={resource.id} resource={resource} />)}</Loaded>;
}

type Act = 'RECOMMEND' | 'DECIDE' | 'WITHDRAW';

function ResourceDetail({ resource }: { resource: ResourcePartsFragment }) {
  const text = useText();
  const isOwn = useIsOwn(resource);
  const [act, setAct] = useState<Act | null>(null);
  const close = (): void => { setAct(null); };
  return (
    <Page
      title={resource.title}
      // How far it has come concerns those on its way; who teaches with it needs none of that.
      subtitle={resource.steps.length > 0 && (
        <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <ResourceStateTag resource={resource} />
          {resource.waitingAt != null && <span>{text('resources.waitsAt', { name: resource.waitingAt.name })}</span>}
        </Stack>
      )}
      actions={
        <>
          <Button component={Link} to="/resources">{text('resources.back')}</Button>
          {resource.viewerCanWithdraw && <Button variant="outlined" onClick={() => { setAct('WITHDRAW'); }}>{text(isOwn ? 'resources.withdraw' : 'resources.takeOut')}</Button>}
          {resource.viewerCanRecommend && <Button variant="contained" onClick={() => { setAct('RECOMMEND'); }}>{text('resources.recommend')}</Button>}
          {resource.viewerCanDecide && <Button variant="contained" onClick={() => { setAct('DECIDE'); }}>{text('resources.decide')}</Button>}
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 2, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: resource.steps.length > 0 ? 'minmax(0, 1fr) 380px' : 'minmax(0, 1fr)' } }}>
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <UseCard resource={resource} />
          <SectionCard title={text('resources.facts')}>
            <ResourceFacts resource={resource} />
          </SectionCard>
        </Stack>
        {resource.steps.length > 0 && <Record resource={resource} />}
      </Box>
      {act === 'RECOMMEND' && <RecommendDialog resource={resource} onClose={close} />}
      {act === 'DECIDE' && <DecideDialog resource={resource} onClose={close} />}
      {act === 'WITHDRAW' && <WithdrawDialog resource={resource} onClose={close} />}
    </Page>
  );
}

/** What it is about, and the way to it. */
function UseCard({ resource: { id, description, file, link } }: { resource: ResourcePartsFragment }) {
  const text = useText();
  const formats = useFormats();
  return (
    <SectionCard title={text('resources.about')}>
      <Typography lang="zh-CN" sx={{ mb: 2, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{description}</Typography>
      {file != null && (
        <Stack direction="row" useFlexGap spacing={2} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <Button variant="outlined" startIcon={<DownloadIcon />} href={`/resources/files?resourceId=${encodeURIComponent(id)}`} sx={{ overflowWrap: 'anywhere' }}>
            {text('resources.download')}&nbsp;<span lang="zh-CN">{file.name}</span>
          </Button>
          <Typography variant="body2" color="textSecondary">{text('resources.size', { size: formats.integer(Math.ceil(file.bytes / 1024)) })}</Typography>
        </Stack>
      )}
      {link != null && (
        <Box>
          <Button variant="outlined" startIcon={<OpenInNewIcon />} href={link} target="_blank" rel="noopener noreferrer">
            {text('resources.open')}
          </Button>
          <Typography lang="zh-CN" variant="body2" color="textSecondary" sx={{ mt: 1, overflowWrap: 'anywhere' }}>{link}</Typography>
        </Box>
      )}
    </SectionCard>
  );
}

function ResourceFacts({ resource }: { resource: ResourcePartsFragment }) {
  const text = useText();
  const formats = useFormats();
  return (
    <Facts
      facts={[
        [text('resources.kind'), text(`resources.kinds.${resource.kind}`)],
        [text('resources.subject'), text(`people.subjects.${resource.subject}`)],
        [text('resources.stage'), text(`people.stages.${resource.stage}`)],
        [text('resources.authors'), <span key="authors" lang="zh-CN">{resource.authors}</span>],
        [text('resources.rights'), text(`resources.rightsOf.${resource.rights}`)],
        ...(resource.rightsNote === '' ? [] : [[text('resources.rightsNote'), <span key="note" lang="zh-CN">{resource.rightsNote}</span>] as const]),
        [text('resources.source'), <span key="source" lang="zh-CN">{resource.source.name}</span>],
        [text('resources.library'), resource.library == null ? MISSING : <span key="library" lang="zh-CN">{resource.library.name}</span>],
        [text('resources.handedInAt'), formats.time(resource.handedInAt)],
      ]}
    />
  );
}

function Record({ resource: { steps } }: { resource: ResourcePartsFragment }) {
  const text = useText();
  const formats = useFormats();
  return (
    <SectionCard title={text('resources.record')}>
      <Stack component="ol" spacing={1.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {steps.map((step, place) => (
          <Box component="li" key={`${place} ${step.act}`}>
            <Typography variant="body2"><Box component="span" sx={{ fontWeight: 600 }}>{text(`resources.acts.${step.act}`)}</Box> · <span lang="zh-CN">{step.officeName}</span> · {step.byName}</Typography>
            <Typography variant="body2" color="textSecondary">{formats.time(step.at)}</Typography>
            {step.reason != null && <Typography lang="zh-CN" variant="body2">{step.reason}</Typography>}
          </Box>
        ))}
      </Stack>
    </SectionCard>
  );
}
