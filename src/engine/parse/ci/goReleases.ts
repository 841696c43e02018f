/** Written by `node scripts/refresh-go-releases.mjs`; do not edit. */

/** The day of this table. Lines that came later are missing from it, and so is the end of support that they brought. */
export const asOf = '2026-11-21';

/** A line of releases: 1.24 with all its patches. */
export interface GoReleaseLine {
  readonly line: string;
  /** month of its first release */
  readonly released: string;
  /** newest release on the day of the table */
  readonly newest: string;
}

/** Oldest first, without a gap. */
export const goReleaseLines: readonly GoReleaseLine[] = [
  { line: '1.1', released: '2013-05', newest: '1.1.2' },
  { line: '1.2', released: '2013-12', newest: '1.2.2' },
  { line: '1.3', released: '2014-06', newest: '1.3.3' },
  { line: '1.4', released: '2014-12', newest: '1.4.3' },
  { line: '1.5', released: '2015-08', newest: '1.5.4' },
  { line: '1.6', released: '2016-02', newest: '1.6.4' },
  { line: '1.7', released: '2016-08', newest: '1.7.6' },
  { line: '1.8', released: '2017-02', newest: '1.8.7' },
  { line: '1.9', released: '2017-08', newest: '1.9.7' },
  { line: '1.10', released: '2018-02', newest: '1.10.8' },
  { line: '1.11', released: '2018-08', newest: '1.11.13' },
  { line: '1.12', released: '2019-02', newest: '1.12.17' },
  { line: '1.13', released: '2019-09', newest: '1.13.15' },
  { line: '1.14', released: '2020-02', newest: '1.14.15' },
  { line: '1.15', released: '2020-08', newest: '1.15.15' },
  { line: '1.16', released: '2021-02', newest: '1.16.15' },
  { line: '1.17', released: '2021-08', newest: '1.17.13' },
  { line: '1.18', released: '2022-03', newest: '1.18.10' },
  { line: '1.19', released: '2022-08', newest: '1.19.13' },
  { line: '1.20', released: '2023-02', newest: '1.20.14' },
  { line: '1.21', released: '2023-08', newest: '1.21.13' },
  { line: '1.22', released: '2024-02', newest: '1.22.12' },
  { line: '1.23', released: '2024-08', newest: '1.23.12' },
  { line: '1.24', released: '2025-02', newest: '1.24.13' },
  { line: '1.25', released: '2025-08', newest: '1.25.14' },
  { line: '1.26', released: '2026-02', newest: '1.26.11' },
  { line: '1.27', released: '2026-08', newest: '1.27.4' },
];
