// Every include that our chunks replace must stand in three's own shaders, or the patch would silently do nothing.
import { ShaderLib } from "three";
import { expect, test } from "vitest";
import { FLOOR_REPLACED } from "../../src/scene/hall/floor-chunks";
import { REPLACED } from "../../src/scene/surface/chunks";

test.each([...REPLACED.fragment, ...FLOOR_REPLACED])("standard fragment shader has %s", (include) => {
	expect(ShaderLib.standard.fragmentShader.split(include).length).toBe(2);
});
test.each(REPLACED.vertex)("standard vertex shader has %s", (include) => {
	expect(ShaderLib.standard.vertexShader.split(include).length).toBe(2);
});
test.each(REPLACED.depth)("depth vertex shader has %s", (include) => {
	expect(ShaderLib.depth.vertexShader.split(include).length).toBe(2);
});
