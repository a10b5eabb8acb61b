// The fonts that boards, posters and signs are written in: the system's own CJK fonts.
export const FONT =
	'"Noto Sans CJK SC","Noto Sans SC","PingFang SC","PingFang TC","Microsoft YaHei","Microsoft JhengHei","Noto Sans CJK TC",sans-serif';
