import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useLoad } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { OfficeContactsDocument, type OfficeContactPartsFragment } from '../gql/graphql.js';
import { Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ContactDialog } from './contact-dialog.js';
import { OfficeCard } from './office-card.js';
import { RemoveContactDialog, RevealContactDialog } from './contact-acts.js';

type Act = 'CHANGE' | 'REMOVE' | 'REVEAL';

/** Whom to call at this office, handed in by the office itself. */
export function ContactsCard({ officeId, canKeep }: { officeId: string; canKeep: boolean }) {
  const text = useText();
  const query = useLoad(OfficeContactsDocument, { id: officeId });
  const [isAdding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<{ act: Act; contact: OfficeContactPartsFragment } | null>(null);
  const close = (): void => {
    setAdding(false);
    setChosen(null);
  };
  return (
    <OfficeCard
      title={text('organisation.contacts')}
      actions={
        <>
          <ExportMenu isSmall list="contacts" label={text('ui.export')} filter={{ officeId }} />
          {canKeep && (
            <Button
              size="small"
              variant="outlined"
              onClick={() => {
                setAdding(true);
              }}
            >
              {text('organisation.addContact')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={query}>
        {({ office }) =>
          (office?.contacts ?? []).length === 0 ? (
            <Typography variant="body2" color="textSecondary">
              {text('organisation.noContacts')}
            </Typography>
          ) : (
            <Stack component="ul" spacing={1.5} sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {office?.contacts.map((contact) => (
                <Contact
                  key={contact.id}
                  contact={contact}
                  canKeep={canKeep}
                  onAct={(act) => {
                    setChosen({ act, contact });
                  }}
                />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {isAdding && <ContactDialog officeId={officeId} contact={null} onClose={close} />}
      {chosen?.act === 'CHANGE' && <ContactDialog officeId={officeId} contact={chosen.contact} onClose={close} />}
      {chosen?.act === 'REMOVE' && <RemoveContactDialog contact={chosen.contact} onClose={close} />}
      {chosen?.act === 'REVEAL' && <RevealContactDialog contact={chosen.contact} onClose={close} />}
    </OfficeCard>
  );
}

function Contact({ contact, canKeep, onAct }: { contact: OfficeContactPartsFragment; canKeep: boolean; onAct: (act: Act) => void }) {
  const text = useText();
  const { name } = contact;
  const act = (kind: Act, label: string, named: string) => (
    <Button
      size="small"
      aria-label={named}
      onClick={() => {
        onAct(kind);
      }}
    >
      {label}
    </Button>
  );
  return (
    <Box component="li">
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {name}
        <Typography component="span" variant="body2" color="textSecondary" sx={{ ml: 1 }}>
          {contact.unit}
        </Typography>
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, alignItems: 'center' }}>
        <Typography variant="body2">{contact.mobileMasked}</Typography>
        <MuiLink href={`mailto:${contact.email}`} variant="body2">
          {contact.email}
        </MuiLink>
      </Box>
      {canKeep && (
        <Box sx={{ ml: -0.5 }}>
          {act('REVEAL', text('organisation.reveal'), text('organisation.revealOf', { name }))}
          {act('CHANGE', text('organisation.changeContact'), text('organisation.changeContactOf', { name }))}
          {act('REMOVE', text('organisation.removeContact'), text('organisation.removeContactOf', { name }))}
        </Box>
      )}
    </Box>
  );
}
