// A made-up hall with 120 booths (or 150) for looking at the scene without a website. Names are invented and neutral.
import type { Facing, HallPlan, PlanBooth } from "../src/world/plan";

const ACCENTS = ["#1d4f91", "#a5232f", "#0f6f5c", "#c76a1b", "#4d3b86", "#173a52", "#2786b0", "#6d2230", "#3f6b2c", "#9a7430"];
const CITY = ["东岸", "西岸", "南湾", "北港", "青田", "云谷", "海门", "石桥", "白沙", "长滩", "金屿", "松岭"];
const WORD = ["盛瑞", "鼎新", "联华", "宏远", "海诺", "金沃", "华晟", "翔宇", "博睿", "嘉禾", "凌云", "启明"];
const KIND = ["智能装备股份有限公司", "生物科技有限公司", "精密机械有限公司", "新材料科技集团", "半导体股份有限公司", "医疗器械有限公司", "文化创意有限公司", "海洋科技有限公司"];
const TEMPLATES = ["shell", "frame", "tower", "shell", "island", "shell", "frame", "pavilion"];

function booth(i: number, x: number, z: number, width: number, depth: number, facing: Facing, template: string): PlanBooth {
	const short = CITY[i % 12] + WORD[(i * 7 + 3) % 12];
	const name = short + KIND[(i * 3 + 1) % 8];
	return {
		number: `1${"ABCDEFGH"[Math.floor(i / 16) % 8]}${String((i % 16) + 1).padStart(2, "0")}`,
		x, z, width, depth, facing, template,
		accent: ACCENTS[(i * 3 + (i >> 2)) % 10],
		name, short_name: short, fascia: name,
		exhibitor: `sample-${i}`, industry: "样例行业", sample: true,
		tagline: "以精密工艺，连接两岸市场",
		logo: null,
		posters: [],
		video: null,
		brochures: 0,
		products: [{ id: 1, name: "多轴伺服驱动器", picture: null, model: null }, { id: 2, name: "高精度传感模块", picture: null, model: null }, { id: 3, name: "智能检测平台", picture: null, model: null }],
	};
}

/** `across`: booths on each side of an aisle, in five aisles. `arePictured`: each with a picture of its own to be fetched. */
export function standPlan(across = 12, arePictured = false): HallPlan {
	const booths: PlanBooth[] = [];
	const aisles: HallPlan["aisles"] = [];
	const west = Math.ceil(across / 2);
	const width = 100 + (across - 12) * 6.6;
	const middleX = 10.4 + west * 6.6;
	const depth = 76;
	const rows = 5;
	const aisle = 5.2;
	let i = 0;
	for (let r = 0; r < rows; r++) {
		const middle = 10 + aisle / 2 + r * (8 + aisle);
		aisles.push({ x: width / 2, z: middle - 4 - aisle / 2, width: width - 12, depth: 3.4, kind: "cross", label: `${r + 1}` });
		for (let c = 0; c < across; c++) {
			const x = c < west ? 9.5 + c * 6.6 : middleX + 7.5 + (c - west) * 6.6;
			for (const side of [-1, 1]) {
				const template = TEMPLATES[(i * 5 + r) % TEMPLATES.length];
				const small = r === 1 && c > 2;
				const wide = r === 2 && c === 8;
				const size = small ? [c % 2 ? 3 : 4.5, 3] : wide ? [9, 6] : [6, 4];
				booths.push(booth(i++, x, middle + side * 2.02, size[0], size[1], side > 0 ? "s" : "n", small ? "shell" : template));
			}
		}
	}
	aisles.push({ x: width / 2, z: 10 + rows * (8 + aisle) - aisle / 2 + aisle / 2, width: width - 12, depth: 3.4, kind: "cross", label: "6" });
	aisles.push({ x: middleX, z: 38, width: 4.6, depth: 68, kind: "main", label: "主通道" });
	const signs: HallPlan["signs"] = [
		{ x: middleX, z: 64, yaw: 0, text: "1号馆　智能制造", kind: "hall" },
		{ x: middleX, z: 48, yaw: 0, text: "A区　精密机械", kind: "zone" },
		{ x: middleX, z: 33, yaw: 0, text: "B区　生物科技", kind: "zone" },
		{ x: 24, z: 35, yaw: 0, text: "相聚一堂　共享机遇", kind: "slogan" },
		{ x: 76, z: 35, yaw: 0, text: "C区　新材料", kind: "zone" },
	];
	if (arePictured) for (const [at, one] of booths.entries()) one.products[0].picture = `/stand-picture/${at}.webp`;
	return {
		version: 1,
		fair: { slug: "stand", name: "云展博览会" },
		hall: { slug: "h1", number: "1", name: "1号馆", summary: "", width, depth, height: 12, character: "" },
		entrance: { x: middleX, z: 74, yaw: 0 },
		aisles, signs, booths,
	};
}
