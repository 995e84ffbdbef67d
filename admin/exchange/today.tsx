import { useLoad } from '../data/queries.js';
import { ApiClientsDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';

export function ExchangeToday() {
  const text = useText();
  const formats = useFormats();
  const clients = useLoad(ApiClientsDocument, { first: 100 });
  const inUse = clients.data?.apiClients.nodes.filter((client) => client.revokedAt === null);
  return (
    <TaskCard
      query={clients}
      figure={formats.integer(inUse?.length)}
      label={text('app.today.clients')}
      to="/api-clients"
      action={text('app.today.seeClients')}
    />
  );
}
