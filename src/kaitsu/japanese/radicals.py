"""Radicals that copying from a PDF gives for whole characters (⻑ for 長): NFKC knows those of Kangxi, not these.

Source: Unicode, EquivalentUnifiedIdeograph.txt, block CJK Radicals Supplement; those that are whole characters of
names and places.
"""

from __future__ import annotations

RADICALS = dict(zip("⺟⺠⻁⻄⻆⻑⻘⻝⻤⻨⻩⻫⻭⻯⻲", "母民虎西角長青食鬼麦黄斉歯竜亀", strict=True))
