// Reads files that write.cs wrote and writes them again, with Rust's parquet (parquet-wasm 0.8.0) and as hyparquet-writer 0.17.0 writes:
// npm install parquet-wasm@0.8.0 hyparquet-writer@0.17.0 && node rewrite.mjs FOLDER
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parquetWriteBuffer } from 'hyparquet-writer'
const rust = createRequire(import.meta.url)('parquet-wasm')

const folder = process.argv[2]
const rewrite = (from, to, set) => {
  const table = rust.readParquet(readFileSync(`${folder}/${from}`))
  writeFileSync(`${folder}/${to}`, rust.writeParquet(table, set(new rust.WriterPropertiesBuilder()).build()))
}

rewrite('arrow-plain.parquet', 'rust-v2-zstd.parquet', b => b.setWriterVersion(rust.WriterVersion.V2).setCompression(rust.Compression.ZSTD).setDictionaryEnabled(false))
rewrite('arrow-plain.parquet', 'rust-lz4-raw.parquet', b => b.setCompression(rust.Compression.LZ4_RAW))
rewrite('arrow-long.parquet', 'rust-v2-long.parquet', b => b.setWriterVersion(rust.WriterVersion.V2).setCompression(rust.Compression.SNAPPY)
  .setDictionaryEnabled(false).setDataPageSizeLimit(1500).setWriteBatchSize(128).setMaxRowGroupSize(1700))

writeFileSync(`${folder}/hyparquet.parquet`, Buffer.from(parquetWriteBuffer({
  columnData: [
    { name: 'i32', data: [1, null, -7], type: 'INT32' },
    { name: 'f64', data: [0.1, null, 22.5], type: 'DOUBLE' },
    { name: 's', data: ['Zürich', null, '胰岛素'], type: 'STRING' },
    { name: 'b', data: [true, null, false], type: 'BOOLEAN' },
    { name: 'when', data: [new Date('2024-02-29T12:30:45.125Z'), null, new Date('1969-12-31T23:59:59Z')], type: 'TIMESTAMP' },
    { name: 'f16', data: [1.5, null, -2], type: 'FLOAT16' },
  ],
})))
