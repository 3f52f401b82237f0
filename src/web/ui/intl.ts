/** Formatters of the browser, made once: making one takes a hundred times what using it does. */
export const numberFormat = kept(
  (tag: string, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options),
)
export const dateFormat = kept(
  (tag: string, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options),
)
export const listFormat = kept(
  (tag: string, options?: Intl.ListFormatOptions) => new Intl.ListFormat(tag, options),
)

/** There are as many as places in the code and languages: the limit is for a mistake. */
const most = 200

function kept<Options, Format>(make: (tag: string, options?: Options) => Format) {
  const formats = new Map<string, Format>()
  return (tag: string, options?: Options): Format => {
    const key = `${tag} ${JSON.stringify(options)}`
    let format = formats.get(key)
    if (!format) {
      if (formats.size >= most) formats.clear()
      format = make(tag, options)
      formats.set(key, format)
    }
    return format
  }
}
