/** Whether what a file hands over has the shape that its readers rely on: a damaged file may still be a script. */

export type Shape = (value: unknown) => boolean;

export const text: Shape = (value) => typeof value === "string";

/** A list of at least `least` values of this shape. */
export function listOf(shape: Shape, least = 0): Shape {
  // `every` by itself passes over the holes that a doubled comma makes.
  return (value) => Array.isArray(value) && value.length >= least && Array.from(value).every((one) => shape(one));
}

/** A list that begins with values of these shapes. */
export function tuple(...shapes: Shape[]): Shape {
  return (value) => Array.isArray(value) && shapes.every((shape, at) => shape(value[at]));
}
