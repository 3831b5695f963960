#!/usr/bin/env python3
"""Draws how dashboards grow with the number of tickets, from what bench/figures.sh printed.

    bench/growth.py 10000=ten.log 100000=hundred.log 1000000=million.log > docs/growth.svg

Lines: p50 of one client, of each page; the first table of each log counts. Python's standard library only.
"""
import math
import re
import sys

PAGES = ["today", "28 days", "90 days", "28 days, a team", "13 months"]
WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 720, 360, 56, 150, 24, 44


def read(path):
    found = {}
    for line in open(path, encoding="utf-8"):
        match = re.match(r"(.+?)\s+(\d+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+", line)
        if match and match.group(2) == "1" and match.group(1) not in found:
            found[match.group(1)] = float(match.group(3))
    return found


def main():
    runs = sorted((int(n), read(path)) for n, path in (arg.split("=", 1) for arg in sys.argv[1:]))
    top = max(max(found.values()) for _, found in runs) * 1.1
    low, high = math.log10(runs[0][0]), math.log10(runs[-1][0])

    def x(tickets):
        return LEFT + (math.log10(tickets) - low) / max(high - low, 1e-9) * (WIDTH - LEFT - RIGHT)

    def y(ms):
        return HEIGHT - FOOT - ms / top * (HEIGHT - FOOT - TOP)

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>']
    step = 10 ** math.floor(math.log10(top)) / 2
    for i in range(int(top / step) + 1):
        out.append(f'<path d="M{LEFT} {y(i * step):.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
                   f'<text x="{LEFT - 8}" y="{y(i * step) + 4:.1f}" text-anchor="end" fill="#555">{i * step:g}</text>')
    for tickets, _ in runs:
        out.append(f'<text x="{x(tickets):.1f}" y="{HEIGHT - FOOT + 18}" text-anchor="middle" fill="#555">{tickets:,}</text>')
    out.append(f'<text x="{LEFT}" y="14" fill="#555">p50 in ms, one client</text>'
               f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle" fill="#555">tickets</text>')
    colours = ["#1a7f5a", "#2563eb", "#b45309", "#7c3aed", "#be123c"]
    ends = []
    for page, colour in zip(PAGES, colours):
        points = [(x(n), y(found[page])) for n, found in runs if page in found]
        if not points:
            continue
        out.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="'
                   + " ".join(f"{a:.1f},{b:.1f}" for a, b in points) + '"/>')
        out += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>' for a, b in points]
        ends.append([points[-1][1], page, colour])
    ends.sort()
    for before, this in zip(ends, ends[1:]):
        this[0] = max(this[0], before[0] + 15)
    out += [f'<text x="{WIDTH - RIGHT + 10}" y="{at + 4:.1f}" fill="{colour}">{page}</text>' for at, page, colour in ends]
    print("\n".join(out + ["</svg>"]))


if __name__ == "__main__":
    main()
