// Every include that our chunks replace must stand in three's own shaders, or the patch would silently do nothing.
import { ShaderLib } from "three";
import { expect, test } from "vitest";
import { FLOOR_REPLACED } from "../../src/scene/hall/floor-chunks";
import { REPLACED, VERTEX_HEAD } from "../../src/scene/surface/chunks";
import materials from "../../src/scene/surface/materials.json";

test.each([...REPLACED.fragment, ...FLOOR_REPLACED])("standard fragment shader has %s", (include) => {
	expect(ShaderLib.standard.fragmentShader.split(include).length).toBe(2);
});
test.each(REPLACED.vertex)("standard vertex shader has %s", (include) => {
	expect(ShaderLib.standard.vertexShader.split(include).length).toBe(2);
});
test.each(REPLACED.depth)("depth vertex shader has %s", (include) => {
	expect(ShaderLib.depth.vertexShader.split(include).length).toBe(2);
});

test("the chunks name materials by the numbers they have", () => {
	const number = (name: string) => materials.findIndex((entry) => entry.name === name);
	expect(VERTEX_HEAD).toContain(`NAME_PLATE (int(aKind.x + 0.5) == ${number("fascia")})`);
	expect(VERTEX_HEAD).toContain(`WALL_GRAPHIC (int(aKind.x + 0.5) == ${number("wall-graphic")})`);
});
