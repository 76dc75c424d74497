/** In which direction somebody goes through the positions. */
export type Direction = 'ASC' | 'DESC';

/** A part of the journal that one statement may search, on such a walk. */
export interface JournalStretch {
  /** It begins behind this position. */
  readonly from: number;
  /** The last position in it; absent where nothing follows that has to be searched. */
  readonly to?: number;
}
