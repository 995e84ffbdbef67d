import AccountTreeIcon from '@mui/icons-material/AccountTreeOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link, useParams } from 'react-router-dom';
import { useConnection, useLoad } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { OfficeDetailDocument, OfficeSearchDocument } from '../gql/graphql.js';
import { useAddress } from '../ui/address.js';
import { LoadMore } from '../ui/data-table.js';
import { Page } from '../ui/page.js';
import { SearchField } from '../ui/search-field.js';
import { EmptyState, Failure, Loaded, NotFound, Rows } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { OfficeDetail } from './office-detail.js';
import { officeHref } from './office-href.js';
import { OfficeTree } from './office-tree.js';

/** The tree of one's own offices, the chosen one beside it. */
export function OfficesPage() {
  const text = useText();
  const { id } = useParams();
  const [params, change] = useAddress();
  const search = params.get('q') ?? '';
  const detail = useLoad(OfficeDetailDocument, { id: id ?? '' }, { enabled: id !== undefined, keepPrevious: true });
  const isChosen = id !== undefined;
  return (
    <Page
      title={text('offices.title')}
      actions={
        <>
          <SearchField
            label={text('offices.search')}
            value={search}
            onSearch={(value) => {
              change({ q: value });
            }}
          />
          <ExportMenu list="offices" label={text('ui.export')} filter={{ officeId: id ?? null, search, includeClosed: search === '' ? null : true }} />
        </>
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
        <Box sx={{ position: { md: 'sticky' }, top: { md: 72 }, maxHeight: { md: 'calc(100vh - 88px)' }, overflowY: { md: 'auto' }, minWidth: 0 }}>
          {isChosen ? (
            <Loaded query={detail}>{({ office }) => (office === null || office === undefined ? <NotFound /> : <OfficeDetail key={office.id} office={office} />)}</Loaded>
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

function SearchResults({ search }: { search: string }) {
  const text = useText();
  const found = useConnection(OfficeSearchDocument, { search, first: 30, includeClosed: true }, (result) => result.offices, { keepPrevious: true });
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
                {[...office.ancestors.map((ancestor) => ancestor.name), office.code, ...(office.state === 'OPEN' ? [] : [text(`organisation.states.${office.state}`)])].join(' / ')}
              </Typography>
            </Button>
          </li>
        ))}
      </Stack>
      <LoadMore connection={found} />
    </>
  );
}
