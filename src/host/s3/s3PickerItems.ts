import * as vscode from 'vscode';
import { agoText, byteText, counted } from '../../session/runs/texts.ts';
import { isDataFile, lastPart, s3Address } from '../../session/s3/s3Address.ts';
import type { S3Listing } from '../../session/s3/s3Listing.ts';

/** Most rows of the picker: each letter that is typed sends all of them to the editor. */
const MOST = 2000;

/** What an item of the picker does. */
export type PickerDeed =
  | { readonly kind: 'open' | 'browse'; readonly uri: string }
  | { readonly kind: 'more' | 'profile' | 'again' | 'nothing' };

/** A row of the picker. */
export interface PickerItem extends vscode.QuickPickItem {
  readonly deed?: PickerDeed;
}

/** A line between rows. */
export function separator(label: string): PickerItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** What a typed address stands for. */
export function typedItems(value: string): PickerItem[] {
  const address = s3Address(value);
  if (!address) return [];
  const version = address.versionId === undefined ? '' : `?versionId=${address.versionId}`;
  const uri = `s3://${address.bucket}/${address.key}${version}`;
  const browse: PickerItem = {
    label: `$(folder-opened) Browse ${uri.replace(/[^/]*$/, '')}`,
    alwaysShow: true,
    deed: { kind: 'browse', uri: uri.replace(/[^/]*$/, '') },
  };
  if (address.key === '') return [browse];
  const folder = address.key.endsWith('/');
  const open: PickerItem = {
    label: `$(table) Open ${uri}`,
    description: folder ? 'the folder as one dataset' : '',
    alwaysShow: true,
    deed: { kind: 'open', uri },
  };
  return [open, browse];
}

/** What is here of a folder, or of all buckets. The editor filters it by what is typed. */
export function folderItems(listing: S3Listing): PickerItem[] {
  const { uri, hasMore } = listing;
  const isRoot = uri === 's3://';
  const children = childItems(listing);
  const whole: PickerItem[] =
    isRoot || children.length === 0
      ? []
      : [
          {
            label: '$(table) Open this folder as one dataset',
            description: uri,
            deed: { kind: 'open', uri },
          },
        ];
  const empty: PickerItem[] =
    !hasMore && listing.count === 0
      ? [
          {
            label: isRoot
              ? '$(info) No buckets, or you may not list them'
              : '$(info) This folder is empty',
            detail: 'Type an address: s3://bucket/folder/',
            alwaysShow: true,
            deed: { kind: 'nothing' },
          },
        ]
      : [];
  return [...whole, ...children, ...moreItems(listing), ...othersItems(listing), ...empty];
}

/** What of a folder starts with the typed text, as S3 found it, in front of what else matches it. */
export function narrowedItems(found: S3Listing, text: string, folder: S3Listing): PickerItem[] {
  const isSo = ({ uri }: { readonly uri: string }): boolean =>
    uri.slice(folder.uri.length).startsWith(text);
  const children = childItems(found, isSo).map((item) => ({ ...item, alwaysShow: true }));
  const others = childItems(folder, (child) => !isSo(child));
  const none: PickerItem[] =
    children.length === 0
      ? [
          {
            label: `$(info) No ${found.hasMore ? 'data that Sluice opens' : 'name here'} starts with “${text}”`,
            detail: 'Keys of S3 are case-sensitive.',
            alwaysShow: true,
            deed: { kind: 'nothing' },
          },
        ]
      : [];
  return [
    separator(`starts with “${text}”`),
    ...children,
    ...none,
    ...moreItems(found),
    ...othersItems(found),
    ...(others.length === 0 ? [] : [separator('of those that were loaded'), ...others]),
  ];
}

function childItems(
  listing: S3Listing,
  keep: (child: { readonly uri: string }) => boolean = () => true,
): PickerItem[] {
  const { uri, buckets, folders, objects } = listing;
  const now = Date.now();
  return [
    ...buckets.map(({ name, region }): PickerItem => ({
      label: `$(database) ${name}`,
      description: region ?? '',
      deed: { kind: 'browse', uri: `s3://${name}/` },
    })),
    ...folders
      .filter((folder) => keep({ uri: folder }))
      .map((folder): PickerItem => ({
        label: `$(folder) ${below(folder, uri)}`,
        deed: { kind: 'browse', uri: folder },
      })),
    ...objects
      .filter((object) => isDataFile(object.key) && keep(object))
      .map((object): PickerItem => ({
        label: `$(file) ${below(object.uri, uri)}`,
        description: `${byteText(object.size)}, ${agoText(object.lastModified, now)}`,
        deed: { kind: 'open', uri: object.uri },
      })),
  ];
}

function below(uri: string, folder: string): string {
  return uri.startsWith(folder) ? uri.slice(folder.length) : lastPart(uri);
}

function moreItems({ hasMore, isLoaded, count }: S3Listing): PickerItem[] {
  if (!hasMore || !isLoaded) return [];
  if (count >= MOST) {
    return [separator('there is more: type how the name starts')];
  }
  return [{ label: '$(ellipsis) Load more…', alwaysShow: true, deed: { kind: 'more' } }];
}

function othersItems({ objects }: S3Listing): PickerItem[] {
  const others = objects.filter((object) => !isDataFile(object.key)).length;
  if (others === 0) return [];
  const holds = others === 1 ? 'holds' : 'hold';
  return [separator(`${counted(others, 'other object')} ${holds} no data that Sluice opens`)];
}
