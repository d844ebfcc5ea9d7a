#include "interop.h"
#include <opencv2/calib3d.hpp>

using interop::guarded;

EXPORT Status calib3d_findHomography_InputArray(
    cv::_InputArray* from, cv::_InputArray* to, int method, double reprojectionThreshold, cv::_OutputArray* mask,
    int maxIterations, double confidence, cv::Mat** result)
{
    return guarded(__func__, [&] {
        const cv::_OutputArray& inliers = mask ? *mask : static_cast<const cv::_OutputArray&>(cv::noArray());
        *result = new cv::Mat(
            cv::findHomography(*from, *to, method, reprojectionThreshold, inliers, maxIterations, confidence));
    });
}
