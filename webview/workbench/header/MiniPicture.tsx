import type { ReactNode } from 'react';
import type { Picture } from './pictureOf.ts';

/** The small picture in a header; a screen reader hears the header's own words instead. */
export function MiniPicture({ picture }: { readonly picture: Picture }): ReactNode {
  if (picture.kind === 'words') return <div className="mini-words">{picture.text}</div>;
  if (picture.kind === 'bars') {
    const { heights } = picture;
    return (
      <svg
        className="mini-bars"
        viewBox={`0 0 ${heights.length * 10} 44`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {heights.map((height, index) => (
          <rect
            key={index}
            x={index * 10 + 0.5}
            y={44 - height * 42}
            width={heights.length === 1 ? 9 : 8.5}
            height={height * 42}
          />
        ))}
      </svg>
    );
  }
  return (
    <div className="mini-top" aria-hidden="true">
      {picture.lines.map((line) => (
        <div key={line.label} className={line.rest ? 'mini-line is-rest' : 'mini-line'}>
          <span className="mini-share" style={{ width: `${Math.max(1.5, line.share * 100)}%` }} />
          <span className="mini-label">{line.label}</span>
          <span className="mini-percent">{line.shown}</span>
        </div>
      ))}
    </div>
  );
}
