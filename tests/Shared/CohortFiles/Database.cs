using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Urif.Tests;

/// <summary>DuckDB with all that it can do, to write files with.</summary>
internal static class Database
{
    /// <summary>Runs statements in a database file, or without one in memory.</summary>
    public static void Run(string? path, params string[] statements)
    {
        Assert.Equal(DuckDBState.Success, Startup.DuckDBOpen(path, out var database));
        using (database)
        {
            Startup.DuckDBConnect(database, out var connection);
            using (connection)
            {
                foreach (var statement in statements)
                {
                    var state = NativeMethods.Query.DuckDBQuery(connection, statement, out var result);
                    Assert.True(state == DuckDBState.Success, NativeMethods.Query.DuckDBResultError(ref result));
                    result.Close();
                }
            }
        }
    }
}
