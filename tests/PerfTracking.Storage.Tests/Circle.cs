// Two rooms that know each other, for the test of the rule that forbids it.
namespace PerfTracking.Storage.Tests.Circle.One
{
    internal sealed class Here
    {
        public Two.There? Other { get; init; }
    }
}

namespace PerfTracking.Storage.Tests.Circle.Two
{
    internal sealed class There
    {
        public One.Here? Other { get; init; }
    }
}
