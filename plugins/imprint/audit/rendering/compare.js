// How far two pictures of the same place differ: how many pixels changed, and the contrast ratio that one in twenty of them reaches.
// The sharpest pixel of all says little: the tail of a letter may hang over the edge of its background.
async ([before, after]) => {
  const pixels = async (data) => {
    const bitmap = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
  };
  const light = (data, index) => {
    const part = (value) => ((value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(data[index]) + 0.7152 * part(data[index + 1]) + 0.0722 * part(data[index + 2]);
  };
  const one = await pixels(before), other = await pixels(after);
  const ratios = [];
  for (let index = 0; index < Math.min(one.length, other.length); index += 4) {
    const distance = Math.max(Math.abs(one[index] - other[index]), Math.abs(one[index + 1] - other[index + 1]), Math.abs(one[index + 2] - other[index + 2]));
    if (distance < 40) continue;
    const a = light(one, index), b = light(other, index);
    ratios.push((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
  }
  ratios.sort((first, second) => second - first);
  return { contrast: ratios[Math.floor(ratios.length / 20)] ?? 1, changed: ratios.length };
}
