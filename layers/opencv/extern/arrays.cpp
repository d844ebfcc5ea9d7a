// The proxies through which OpenCV's functions take their arrays. Each refers to its cv::Mat and owns nothing.
#include "interop.h"

using interop::guarded;

EXPORT Status core_InputArray_new_byMat(cv::Mat* mat, cv::_InputArray** result)
{
    return guarded(__func__, [&] { *result = new cv::_InputArray(*mat); });
}

EXPORT Status core_InputArray_delete(cv::_InputArray* array)
{
    return guarded(__func__, [&] { delete array; });
}

EXPORT Status core_OutputArray_new_byMat(cv::Mat* mat, cv::_OutputArray** result)
{
    return guarded(__func__, [&] { *result = new cv::_OutputArray(*mat); });
}

EXPORT Status core_OutputArray_delete(cv::_OutputArray* array)
{
    return guarded(__func__, [&] { delete array; });
}
