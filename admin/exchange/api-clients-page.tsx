import AddIcon from '@mui/icons-material/Add';
import ApiIcon from '@mui/icons-material/Api';
import BlockIcon from '@mui/icons-material/Block';
import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { useState } from 'react';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from './export-menu.js';
import { ApiClientsDocument, type ApiClientPartsFragment } from '../gql/graphql.js';
import { ConnectionTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { CreateClientDialog, type CreatedClient } from './create-client-dialog.js';
import { RevokeDialog } from './revoke-dialog.js';
import { SecretDialog } from './secret-dialog.js';

/** Third-party platforms that may read the data of an office and of those below it. */
export function ApiClientsPage() {
  const text = useText();
  const formats = useFormats();
  const clients = useConnection(ApiClientsDocument, { first: 50 }, (result) => result.apiClients);
  const [isCreating, setCreating] = useState(false);
  const [created, setCreated] = useState<CreatedClient | null>(null);
  const [revoking, setRevoking] = useState<ApiClientPartsFragment | null>(null);
  const createButton = (
    <Button
      variant="contained"
      startIcon={<AddIcon />}
      onClick={() => {
        setCreating(true);
      }}
    >
      {text('exchange.create')}
    </Button>
  );
  const isEmpty = !clients.isPending && clients.error === null && clients.nodes.length === 0;
  return (
    <Page title={text('exchange.title')} subtitle={text('exchange.intro')} actions={
        isEmpty ? undefined : (
          <>
            <ExportMenu list="platforms" label={text('ui.export')} filter={{}} />
            {createButton}
          </>
        )
      }>
      <ConnectionTable
        label={text('exchange.list')}
        connection={clients}
        rowKey={(row) => row.id}
        columns={[
          { key: 'name', label: text('exchange.name'), cell: (row) => row.name },
          { key: 'clientId', label: text('exchange.clientId'), cell: (row) => row.clientId },
          { key: 'office', label: text('exchange.office'), cell: (row) => row.office.name },
          {
            key: 'scopes',
            label: text('exchange.scopes'),
            cell: (row) => row.scopes.map((scope) => text(`exchange.scopeNames.${scope}`)).join(text('exchange.comma')),
          },
          { key: 'createdAt', label: text('exchange.createdAt'), cell: (row) => formats.time(row.createdAt) },
          {
            key: 'lastUsedAt',
            label: text('exchange.lastUsedAt'),
            cell: (row) => ((row.lastUsedAt ?? null) === null ? text('exchange.neverUsed') : formats.time(row.lastUsedAt)),
          },
          { key: 'state', label: text('exchange.state'), cell: (row) => <ClientState client={row} /> },
        ]}
        actions={(row) =>
          (row.revokedAt ?? null) === null && (
            <Button
              size="small"
              color="error"
              aria-label={text('exchange.revokeNamed', { name: row.name })}
              onClick={() => {
                setRevoking(row);
              }}
            >
              {text('exchange.revoke')}
            </Button>
          )
        }
        empty={<EmptyState icon={<ApiIcon />} title={text('exchange.none')} next={text('exchange.noneNext')} action={createButton} />}
      />
      {isCreating && (
        <CreateClientDialog
          onClose={() => {
            setCreating(false);
          }}
          onCreated={(client) => {
            setCreating(false);
            setCreated(client);
          }}
        />
      )}
      {created !== null && (
        <SecretDialog
          created={created}
          onClose={() => {
            setCreated(null);
          }}
        />
      )}
      {revoking !== null && (
        <RevokeDialog
          client={revoking}
          onClose={() => {
            setRevoking(null);
          }}
        />
      )}
    </Page>
  );
}

function ClientState({ client }: { client: ApiClientPartsFragment }) {
  const text = useText();
  const formats = useFormats();
  return (client.revokedAt ?? null) === null ? (
    <Chip size="small" variant="outlined" color="success" icon={<CheckCircleIcon />} label={text('exchange.active')} />
  ) : (
    <Chip size="small" variant="outlined" icon={<BlockIcon />} label={text('exchange.revoked', { time: formats.time(client.revokedAt) })} />
  );
}
