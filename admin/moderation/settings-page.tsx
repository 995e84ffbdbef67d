import AddIcon from '@mui/icons-material/Add';
import TuneIcon from '@mui/icons-material/TuneOutlined';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useLoad } from '../data/queries.js';
import { SecondMarkingSettingsDocument, type SettingPartsFragment } from '../gql/graphql.js';
import { DataTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { EmptyState, Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { QualityPage } from './quality-page.js';
import { SettingDialog } from './setting-dialog.js';

/** By which rules reviews are sampled, assignment by assignment. */
export function SettingsPage() {
  const text = useText();
  const formats = useFormats();
  const query = useLoad(SecondMarkingSettingsDocument, {});
  const [edited, setEdited] = useState<SettingPartsFragment | 'new' | null>(null);
  const add = (
    <Button
      variant="contained"
      startIcon={<AddIcon />}
      onClick={() => {
        setEdited('new');
      }}
    >
      {text('moderation.addSetting')}
    </Button>
  );
  const bordersOf = (row: SettingPartsFragment): string => row.borders.map(({ from, to }) => `${formats.points(from)}–${formats.points(to)}`).join(text('exchange.comma'));
  return (
    <QualityPage tab="settings" subtitle={text('moderation.settingsIntro')} actions={add}>
      <Loaded query={query}>
        {({ secondMarkingSettings: rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={<TuneIcon />} title={text('moderation.noSettings')} next={text('moderation.noSettingsNext')} action={add} />
          ) : (
            <DataTable
              label={text('moderation.settingList')}
              rows={rows}
              rowKey={(row) => `${row.assignment.id} ${row.class?.id ?? ''}`}
              columns={[
                { key: 'assignment', label: text('moderation.assignment'), cell: (row) => row.assignment.title },
                { key: 'course', label: text('moderation.course'), cell: (row) => row.assignment.course.name },
                { key: 'class', label: text('moderation.className'), cell: (row) => row.class?.name ?? text('moderation.everyClass') },
                { key: 'percent', label: text('moderation.samplePercent'), numeric: true, cell: (row) => formats.integer(row.samplePercent) },
                { key: 'borders', label: text('moderation.borders'), isEmpty: (row) => row.borders.length === 0, cell: (row) => bordersOf(row) || '—' },
                { key: 'new', label: text('moderation.newTutor'), numeric: true, cell: (row) => `${formats.integer(row.newTutorReviews)} / ${formats.integer(row.newTutorDays)}` },
                { key: 'tolerance', label: text('moderation.tolerance'), unit: text('moderation.points'), numeric: true, cell: (row) => formats.points(row.tolerance) },
                { key: 'by', label: text('moderation.by'), cell: (row) => row.byName },
              ]}
              actions={(row) => (
                <Button
                  size="small"
                  onClick={() => {
                    setEdited(row);
                  }}
                >
                  {text('moderation.edit')}
                </Button>
              )}
            />
          )
        }
      </Loaded>
      {edited !== null && (
        <SettingDialog
          setting={edited === 'new' ? null : edited}
          onClose={() => {
            setEdited(null);
          }}
        />
      )}
    </QualityPage>
  );
}
