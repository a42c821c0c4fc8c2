namespace Urif.Cohorts;

/// <summary>The kinds of page.</summary>
internal enum ParquetPageKind
{
    Data = 0,
    Index = 1,
    Dictionary = 2,
    DataV2 = 3,
}

/// <summary>What stands before a page (Apache Parquet, parquet.thrift, PageHeader).</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Header">The bytes of the header.</param>
/// <param name="Packed">The bytes of the page as they are in the file.</param>
/// <param name="Size">Its bytes unpacked.</param>
/// <param name="Values">Its values, missing ones too.</param>
/// <param name="Encoding">How they are written.</param>
/// <param name="LevelEncoding">How it is written which of them are missing.</param>
/// <param name="LevelBytes">The bytes that say which are missing, where they are not packed.</param>
/// <param name="IsPacked">Whether the rest is packed.</param>
internal readonly record struct ParquetPage(ParquetPageKind Kind, int Header, int Packed, int Size, int Values, int Encoding,
    int LevelEncoding, int LevelBytes, bool IsPacked)
{
    /// <summary>Values as the numbers of their entries in the dictionary, or as runs.</summary>
    public const int Plain = 0, OldDictionary = 2, Runs = 3, Delta = 5, DeltaLength = 6, DeltaBytes = 7, Dictionary = 8, Split = 9;

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or does not end in these bytes.</exception>
    public static ParquetPage Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ThriftReader(bytes);
        int kind = -1, size = -1, packed = -1, values = -1, encoding = -1, levelEncoding = Runs, levelBytes = 0, repetition = 0, id = 0;
        var isPacked = true;
        while (reader.Field(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftType.Int32):
                    kind = reader.Int32();
                    break;
                case (2, ThriftType.Int32):
                    size = reader.Int32();
                    break;
                case (3, ThriftType.Int32):
                    packed = reader.Int32();
                    break;
                case (5 or 7 or 8, ThriftType.Struct):
                    var of = 0;
                    while (reader.Field(ref of, out var inner))
                    {
                        switch (id, of, inner)
                        {
                            case (_, 1, ThriftType.Int32):
                                values = reader.Int32();
                                break;
                            case (5 or 7, 2, ThriftType.Int32) or (8, 4, ThriftType.Int32):
                                encoding = reader.Int32();
                                break;
                            case (5, 3, ThriftType.Int32):
                                levelEncoding = reader.Int32();
                                break;
                            case (8, 5, ThriftType.Int32):
                                levelBytes = reader.Int32();
                                break;
                            case (8, 6, ThriftType.Int32):
                                repetition = reader.Int32();
                                break;
                            case (8, 7, ThriftType.True or ThriftType.False):
                                isPacked = inner == ThriftType.True;
                                break;
                            default:
                                reader.Skip(inner);
                                break;
                        }
                    }

                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (kind is < 0 or > (int)ParquetPageKind.DataV2 || size < 0 || packed < 0 || repetition != 0 || levelBytes < 0
            || levelBytes > packed || levelBytes > size || (values < 0 && kind != (int)ParquetPageKind.Index))
            throw new InvalidDataException("The header of a page is impossible.");
        return new((ParquetPageKind)kind, reader.Position, packed, size, values, encoding, levelEncoding, levelBytes, isPacked);
    }
}
