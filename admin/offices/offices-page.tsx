import AccountTreeIcon from '@mui/icons-material/AccountTreeOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useConnection, useLoad } from '../data/queries.js';
import { OfficeDetailDocument, OfficeSearchDocument, type OfficeDetailQuery } from '../gql/graphql.js';
import { LoadMore } from '../ui/data-table.js';
import { Facts } from '../ui/facts.js';
import { useFormats } from '../ui/format.js';
import { OfficeBreadcrumb } from '../ui/office-breadcrumb.js';
import { Page } from '../ui/page.js';
import { SearchField } from '../ui/search-field.js';
import { EmptyState, Failure, Loaded, NotFound, Rows } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { OfficeTree } from './office-tree.js';

function officeHref({ id }: { id: string }): string {
  return `/offices/${encodeURIComponent(id)}`;
}

/** The tree of one's own offices, the chosen one beside it. */
export function OfficesPage() {
  const text = useText();
  const { id } = useParams();
  const [params, setParams] = useSearchParams();
  const search = params.get('q') ?? '';
  const detail = useLoad(OfficeDetailDocument, { id: id ?? '' }, { enabled: id !== undefined, keepPrevious: true });
  const isChosen = id !== undefined;
  return (
    <Page
      title={text('offices.title')}
      actions={
        <SearchField
          label={text('offices.search')}
          value={search}
          onSearch={(value) => {
            setParams(value === '' ? {} : { q: value }, { replace: true });
          }}
        />
      }
    >
      <Box sx={{ display: 'grid', gap: 2, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' } }}>
        <Card sx={{ p: 1, minWidth: 0, display: { xs: isChosen && search === '' ? 'none' : 'block', md: 'block' } }}>
          {search === '' ? (
            <OfficeTree chosenId={id ?? null} openIds={detail.data?.office?.ancestors.map((ancestor) => ancestor.id) ?? []} />
          ) : (
            <SearchResults search={search} />
          )}
        </Card>
        <Box sx={{ position: { md: 'sticky' }, top: { md: 72 }, minWidth: 0 }}>
          {isChosen ? (
            <Loaded query={detail}>{({ office }) => (office === null || office === undefined ? <NotFound /> : <OfficeDetail office={office} />)}</Loaded>
          ) : (
            <Card sx={{ display: { xs: 'none', md: 'block' } }}>
              <EmptyState icon={<AccountTreeIcon />} title={text('offices.choose')} next={text('offices.chooseNext')} />
            </Card>
          )}
        </Box>
      </Box>
    </Page>
  );
}

function OfficeDetail({ office }: { office: NonNullable<OfficeDetailQuery['office']> }) {
  const text = useText();
  const formats = useFormats();
  const viewer = useViewer();
  return (
    <Card component="section" aria-label={office.name} sx={{ p: 2 }}>
      <OfficeBreadcrumb ancestors={office.ancestors} office={office} href={officeHref} />
      <Typography variant="h2" sx={{ mb: 1 }}>
        {office.name}
      </Typography>
      <Facts
        facts={[
          [text('offices.code'), office.code],
          [text('offices.level'), text(`offices.levels.${office.level}`)],
          [text('offices.children'), text('offices.childrenCount', { count: formats.integer(office.childCount) })],
        ]}
      />
      <Stack direction="row" useFlexGap spacing={1} sx={{ mt: 2, flexWrap: 'wrap' }}>
        {viewer?.viewerCanMonitor === true && (
          <Button component={Link} to={`/monitor/${encodeURIComponent(office.id)}`} variant="outlined">
            {text('offices.seeMonitor')}
          </Button>
        )}
        {viewer?.viewerCanBrowseEnrolments === true && (
          <Button component={Link} to={`/enrolments?${new URLSearchParams({ office: office.id }).toString()}`} variant="outlined">
            {text('offices.seeLearners')}
          </Button>
        )}
        <Button component={Link} to="/offices" sx={{ display: { md: 'none' } }}>
          {text('offices.back')}
        </Button>
      </Stack>
    </Card>
  );
}

function SearchResults({ search }: { search: string }) {
  const text = useText();
  const found = useConnection(OfficeSearchDocument, { search, first: 30 }, (result) => result.offices, { keepPrevious: true });
  if (found.isPending) return <Rows />;
  if (found.error !== null) return <Failure error={found.error} onRetry={found.retry} />;
  if (found.nodes.length === 0) return <EmptyState title={text('offices.noResults')} next={text('offices.noResultsNext')} />;
  return (
    <>
      <Stack component="ul" aria-label={text('offices.results')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {found.nodes.map((office) => (
          <li key={office.id}>
            <Button component={Link} to={officeHref(office)} fullWidth sx={{ justifyContent: 'flex-start', textAlign: 'left', display: 'block' }}>
              {office.name}
              <Typography variant="caption" component="span" color="textSecondary" sx={{ display: 'block' }}>
                {[...office.ancestors.map((ancestor) => ancestor.name), office.code].join(' / ')}
              </Typography>
            </Button>
          </li>
        ))}
      </Stack>
      <LoadMore connection={found} />
    </>
  );
}
