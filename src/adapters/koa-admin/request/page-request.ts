import { IsInt, IsString, Max, Min } from 'class-validator';
import { Optional } from '../../../application/input/optional.ts';
import { resourcesPerPageMax } from '../../../application/ports/list-page.ts';

/** Which page of a list is asked for. */
export class PageRequest {
  /** `next` of the page before; the first page where it is not said. */
  @Optional()
  @IsString()
  readonly cursor?: string;

  /** How many a page has at most; 100 where it is not said. */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(resourcesPerPageMax)
  readonly limit?: number;
}
